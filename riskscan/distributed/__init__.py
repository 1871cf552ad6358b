"""The functions of `riskscan.scoring` on other engines: Dask and Spark carry them, and nothing is written twice."""
