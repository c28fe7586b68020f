"""Text to vectors: the encoder, and a cache of what it has encoded."""

from jobmatch.embed.cache import VectorCache
from jobmatch.embed.encoder import Encoder, load_encoder
from jobmatch.embed.errors import EmbedError, EncoderCorrupt, NotFinite
from jobmatch.embed.texts import TEMPLATE_VERSION, posting_text, student_text, wish_text

__all__ = [
    "TEMPLATE_VERSION",
    "EmbedError",
    "Encoder",
    "EncoderCorrupt",
    "NotFinite",
    "VectorCache",
    "load_encoder",
    "posting_text",
    "student_text",
    "wish_text",
]
