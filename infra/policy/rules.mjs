// All rules. A rule has an id, what it says, and finds what breaks it.
import access from './rules/access.mjs';
import network from './rules/network.mjs';
import safety from './rules/safety.mjs';
import stores from './rules/stores.mjs';
import watched from './rules/watched.mjs';

export const rules = [...network, ...stores, ...access, ...watched, ...safety];
