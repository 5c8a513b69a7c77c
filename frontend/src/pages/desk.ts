// A page without keys of its own.
import { listen } from "../keys";

listen([]);
