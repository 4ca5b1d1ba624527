import { openTestStore } from '../build/store';
import { describeNotifications } from './notification-contract';

describeNotifications('notifications on the embedded store', openTestStore);
