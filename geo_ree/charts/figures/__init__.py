"""The only folder that imports matplotlib: the charts as figures for print."""
