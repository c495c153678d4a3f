"""What a PDF holds and what its pages paint, read without judging what it means."""
