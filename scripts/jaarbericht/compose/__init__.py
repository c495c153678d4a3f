"""Put the document together: prose and its guard, the annex, the PDF. No arithmetic, no drawing."""
