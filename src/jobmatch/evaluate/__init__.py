"""How well the product reads: figures against labels that people made by reading."""
