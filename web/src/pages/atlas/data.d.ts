/* What Python puts into the data blocks of the atlas page (geo_ree/pages/atlas/places.py). */
import type { Area } from '../../webmap/data';
import type { Bounds, DrawnPlace, PictureBlock, Place } from '../shared/data';

export type Kind = 'deposit' | 'facility' | 'port';
export type SortKey = 'name' | 'treo' | 'grade' | 'date';

/** Another published coordinate of a deposit, or a landmark near it. */
export interface Mark {
  kind: 'coordinate' | 'landmark';
  lat: number;
  lon: number;
  text: string;
}

export interface Surroundings {
  precision_m: number | null;
  areas: { rings: Area['rings'] }[];
  marks: Mark[];
}

/** What filters and sorting look at. */
export interface Findable {
  kind: Kind;
  /** Its names in any language, and other words it is found by. */
  words: string[];
  unverified: boolean;
  /** The values of the filters that speak of it. */
  values: Partial<Record<string, string[]>>;
  sort: { treo: number | null; grade: number | null; date: string | null };
}

/** Every place of the atlas has a card. */
export interface AtlasPlace extends Place, Findable {
  id: string;
  card: string;
  line: { amount: string; where: string };
  around?: Surroundings;
}

export type DrawnAtlasPlace = DrawnPlace<AtlasPlace>;

export interface AtlasBlock extends PictureBlock {
  points: AtlasPlace[];
  bounds: Bounds;
  keys: { root: number; text: string }[];
  key_title: string;
}
