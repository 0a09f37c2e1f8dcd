"""The use cases: what a person does to articles. The only place that changes annotations; it knows no terminal."""
