import { AmError } from '@/lib/alertmanager/am-error';
import { amRoute } from '@/lib/http/am-route';

const nothing = amRoute((_, { url }) => {
  throw new AmError(404, { code: 404, message: `path ${url.pathname} was not found` });
});
export { nothing as DELETE, nothing as GET, nothing as POST, nothing as PUT };
