"""The stages of the default encoder's build; `build_encoder.py` runs them in order."""
