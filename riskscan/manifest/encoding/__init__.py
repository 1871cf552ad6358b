"""Bytes to text: which encoding a file is in, how sure that is, and its lines whatever single bytes are damaged."""

from riskscan.manifest.encoding.decoding import DecodedText, LineStream, decode, open_text
from riskscan.manifest.encoding.guessing import Certitude, EncodingGuess, guess_encoding

__all__ = ["Certitude", "DecodedText", "EncodingGuess", "LineStream", "decode", "guess_encoding", "open_text"]
