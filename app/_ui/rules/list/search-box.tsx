import { Search } from 'lucide-react';
import { Input } from '@/app/_ui/kit/field';

export function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <div className="relative w-full sm:w-72">
      <Search aria-hidden className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint" />
      <Input
        type="search"
        className="pl-8"
        aria-label="Search rules"
        placeholder="Search by name, event or label"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
