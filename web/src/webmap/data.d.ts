/* What Python puts into the data blocks that every map reads. Longitude and latitude are degrees. */

export type BBox = [west: number, south: number, east: number, north: number];
export type LatLon = [latitude: number, longitude: number];

/** `geo_ree/webmap/symbols.py`, `theme_data` */
export interface Theme {
  shapes: Record<string, string>;
  lines: Record<string, LineStyle>;
  icons: Record<string, string>;
}

export interface LineStyle {
  weight: number;
  dash: string;
  fill: number;
}

/** A shape of the theme; `root` tells it from a circle. */
export interface ShapeSymbol {
  shape: string;
  colour: string;
  scale: number;
  root?: undefined;
}

/** A circle whose area is an amount; root: the square root of the amount in million t. */
export interface CircleSymbol {
  root: number;
  colour: string;
  bound: string;
  computed: boolean;
}

export type MarkSymbol = ShapeSymbol | CircleSymbol;

/** `geo_ree/webmap/basemap.py`; lines as `delta_lines.js` decodes them */
export interface BasemapBlock {
  bbox: BBox;
  steps_per_degree: number;
  land: number[][][];
  borders: number[][];
}

/** Ids of basemap blocks: the world, and finer windows of it. */
export interface BasemapOptions {
  world: string;
  windows?: string[];
  borders?: boolean;
}

/** What every block `view-…` holds. */
export interface ViewBlock {
  basemap: BasemapOptions;
}

/** `geo_ree/webmap/overlays.py`, `ring`: all round, clockwise from north, the last place being the first */
export interface RangeRing {
  text: string;
  line: LatLon[];
}

/** rings: of one polygon, or of several */
export interface Area {
  rings: LatLon[][] | LatLon[][][];
  style: string;
  colour: string;
  label?: string;
}

export interface GlobePlace {
  lat: number;
  lon: number;
  colour: string;
}

/** world: the id of a basemap block */
export interface Globe {
  world: string;
  centre: LatLon;
  here: GlobePlace;
  others: GlobePlace[];
  text: string;
}
