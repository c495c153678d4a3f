"""Making figures visible: Dutch numbers and words, drawings, tables, alt texts. No reckoning."""
