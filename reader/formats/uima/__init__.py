"""UIMA: what an article is as a CAS, and its two ways to be written, JSON and XMI."""
