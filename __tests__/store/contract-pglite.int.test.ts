import { openTestStore } from '../build/store';
import { describeStore } from './contract';

describeStore('the store on PGlite', openTestStore);
