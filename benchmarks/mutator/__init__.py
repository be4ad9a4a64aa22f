"""Errors to put into a text. Imports nothing of `concord`; importing this package fills `mutation.ERRORS`."""

from benchmarks.mutator import wrong_digits as wrong_digits
from benchmarks.mutator import wrong_names as wrong_names
from benchmarks.mutator import wrong_shapes as wrong_shapes
from benchmarks.mutator import wrong_structure as wrong_structure
from benchmarks.mutator import wrong_words as wrong_words
