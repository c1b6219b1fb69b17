"""Measure how far every deposit is from three ports, over sea lanes, railways and roads, and keep it as Parquet."""

import geo_ree

if __name__ == "__main__":  # the two processes import this file, and should not start two more
    atlas = geo_ree.load_atlas()
    ports = atlas.ports.loc[["CNTXG", "NLRTM", "USHOU"]]
    # Stopped and run again, it goes on where it was; given client=, a dask.distributed.Client, a cluster does the work.
    km = geo_ree.route_matrix(atlas.deposits, ports, folder="deposits_to_ports", workers=2, block_size=1)
    print(km.dropna().round(0).astype(int).to_string())
    print("too far from every network:", ", ".join(km.index[km.isna().all(axis=1)]))

    hours = geo_ree.route_matrix(["beylikova", "bayan-obo"], ports, objective="time")
    print(hours.round(1).to_string())
