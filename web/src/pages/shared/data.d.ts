/* What Python puts into the data blocks of the pages (geo_ree/pages/). */
import type { Marker } from 'leaflet';
import type { LatLon, MarkSymbol, ViewBlock } from '../../webmap/data';

/** Text with citations in their places: strings to show, numbers of sources to link. */
export type RichText = (string | number)[];

/** A place as `geo_ree/pages/world/world_map.py`, `place_point`, makes it. */
export interface Place {
  lat: number;
  lon: number;
  name: string;
  label: string;
  spoken?: string;
  lang?: string;
  symbol: MarkSymbol;
  state: string;
  /** Whose label goes first; 1 is first. */
  rank: number;
  layer: string;
  /** The id of the card that it opens, or null. */
  card: string | null;
  /** Pixels by which it stands beside its true spot. */
  aside?: [x: number, y: number];
  /** Order from below, where the page gives one. */
  height?: number;
  /** Zoom from which its name is written. */
  named_from?: number;
  soft?: boolean;
}

/** A place on the map; echo: the same place on the copy of the world beside. */
export type DrawnPlace<P extends Place = Place> = P & { marker: Marker; echo?: Marker };

export interface KeyEntry {
  label: string;
  layer: string | null;
  line: string;
  colour: string;
  symbol: MarkSymbol;
  state: string;
}

/** The words of picture files. */
export interface PictureWords {
  file: string;
  title: string;
  subtitle: string;
  notes: string[];
  route_notes: string[];
}

/** A view that can be saved as a picture. */
export interface PictureBlock extends ViewBlock {
  points: Place[];
  routes: RoutesBlock;
  legend: KeyEntry[];
  export: PictureWords;
  keys?: { root: number; text: string }[];
  key_title?: string;
}

/** `geo_ree/pages/shared/route_groups.py`, `drawn_routes` */
export interface RoutesBlock {
  steps_per_degree: number;
  lines: RouteLine[];
  routes: RouteEntry[];
  port: string;
}

/** Lines that the same routes share; routes: their places in `RoutesBlock.routes`. */
export interface RouteLine {
  lines: number[][];
  routes: number[];
  colour: string;
  style: string;
  wide: boolean;
}

export interface RouteEntry {
  id: string;
  card: string | null;
  port: string;
  group: number;
}

export interface StatusChip {
  title: string;
  text: string;
  bars: number;
}

export interface Statement {
  date: string;
  kind: string;
  figures: { text: string; label: string }[];
  preferred: boolean;
  superseded: boolean;
  why: string;
  scope: string;
  status: StatusChip | null;
  code: string;
  cites: number[];
  note: RichText;
}

export interface Finding {
  severity: string;
  chip: string;
  rule: string;
  message: RichText;
  rows: string;
}

export interface OxideSplit {
  material: string;
  detail: RichText;
  unverified: boolean;
  of: string;
  method: string;
  date: string;
  shares: [oxide: string, percent: string][];
  notes: RichText[];
}

export interface Byproduct {
  commodity: string;
  text: RichText;
  unverified: boolean;
  note: RichText;
}

export interface Landmark {
  away: string;
  place: string;
  what: RichText;
  unverified: boolean;
  note: RichText;
  landmark: boolean;
}

/** `geo_ree/pages/shared/cards.py` */
export interface Card {
  title: string;
  lang?: string;
  kind: string;
  colour?: string;
  headline: { text: string; more: string; status: StatusChip | null } | null;
  names: { text: string; lang?: string }[];
  facts: { label: string; value: RichText }[];
  assumption?: string;
  itinerary?: Itinerary;
  statements: Statement[];
  statements_title: string;
  findings: Finding[];
  notes: { topic: string; text: RichText }[];
  splits: OxideSplit[];
  byproducts: Byproduct[];
  points: Landmark[];
  remarks: RichText[];
}

/** `geo_ree/pages/shared/route_cards.py`, `itinerary` */
export interface Itinerary {
  ship: string;
  stretches: Stretch[];
  total: Totals;
}

export interface Totals {
  km: string;
  hours: string;
  handling: string;
  co2e: string;
}

export interface Stretch extends Totals {
  mode: string;
  word: string;
  from: string;
  to: string;
  about: string;
  passages: string[];
  countries: string;
  basis: string;
  width: number;
  thin: boolean;
}

/** `geo_ree/pages/shared/route_cards.py`, `route_rates` */
export interface RouteRates {
  widths: string;
  rates: Record<string, { what: string; value: string; cites: number[]; unverified: boolean }[]>;
  not_counted: string;
  bases: { word: string; means: string }[];
  networks: string;
}

export type Bounds = [southWest: LatLon, northEast: LatLon];
