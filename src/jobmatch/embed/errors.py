"""What can go wrong between a text and its vector."""

from jobmatch.domain.errors import JobmatchError


class EmbedError(JobmatchError):
    """A text could not be turned into a vector that may be used; the message names the text by its index."""


class EncoderCorrupt(EmbedError):
    """A file of the encoder is missing or is not the one its manifest names."""


class NotFinite(EmbedError):
    """The encoder gave NaN or infinity for the text at `index` of the list it was handed."""

    def __init__(self, index: int) -> None:
        super().__init__(f"text {index}: its vector is not finite, so none of this list is used")
        self.index = index
