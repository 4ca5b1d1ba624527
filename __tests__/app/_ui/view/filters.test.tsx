import { fireEvent, render, screen, within } from '@testing-library/react';
import { FilterChips } from '@/app/_ui/view/filter-chips';
import { FilterForm } from '@/app/_ui/view/filter-form';
import type { ViewPlace } from '@/lib/dashboards/view/view-links';
import { defaultView } from '@/lib/dashboards/view/view';
import { parseView, type RawParams } from '@/lib/dashboards/view/view-state';

const place: ViewPlace = {
  path: '/overview',
  workspace: 'sample',
  view: {
    ...defaultView,
    range: { last: '7d' },
    filters: [
      ['properties.origin', '=', 'ATL'],
      ['value', '>', 15],
    ],
  },
};
const paramsOf = (href: string | null): RawParams => {
  const params: RawParams = {};
  for (const [name, value] of new URL(href ?? '', 'http://portal.test').searchParams)
    params[name] = [...[params[name] ?? []].flat(), value];
  return params;
};

describe('filter chips', () => {
  it('say each filter in words and link to the view without it', () => {
    render(<FilterChips place={place} />);
    const list = screen.getByRole('list', { name: 'Filters' });
    const remove = within(list).getByRole('link', { name: 'Remove the filter origin is ATL' });
    const { view } = parseView(paramsOf(remove.getAttribute('href')), 'UTC');
    expect(view).toEqual({ ...place.view, filters: [['value', '>', 15]] });
    expect(within(list).getByText('15')).toBeInTheDocument();
  });

  it('are all cleared by one link', () => {
    render(<FilterChips place={place} />);
    const { view } = parseView(paramsOf(screen.getByRole('link', { name: 'Clear all' }).getAttribute('href')), 'UTC');
    expect(view.filters).toEqual([]);
  });

  it('draw nothing where there is no filter', () => {
    const { container } = render(<FilterChips place={{ ...place, view: defaultView }} />);
    expect(container).toBeEmptyDOMElement();
  });
});

describe('the filter form', () => {
  it('sends a plain form that keeps the view and adds one filter, without script', () => {
    const { container } = render(<FilterForm place={place} fields={['name', 'properties.destination']} />);
    const form = container.querySelector('form');
    expect(form).toHaveAttribute('action', '/overview');
    fireEvent.change(screen.getByLabelText('Field'), { target: { value: 'properties.destination' } });
    fireEvent.change(screen.getByLabelText('Value'), { target: { value: 'ORD' } });
    const params: RawParams = {};
    for (const control of container.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select'))
      params[control.name] = [...[params[control.name] ?? []].flat(), control.value];
    const { view, faults } = parseView(params, 'UTC');
    expect(faults).toEqual([]);
    expect(view).toEqual({ ...place.view, filters: [...place.view.filters, ['properties.destination', '=', 'ORD']] });
  });
});
