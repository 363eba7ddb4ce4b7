/** Line drawings of 20 by 20. They only accompany words, so they are hidden from readers. */
const paths = {
  back: 'M12.5 4.5 7 10l5.5 5.5',
  close: 'M5 5l10 10M15 5 5 15',
  clock: 'M10 5.5V10l3 2M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0Z',
  down: 'M10 4v11M5 10.5l5 5 5-5',
  end: 'M8 3.5H4v13h4M12.5 6.5 16 10l-3.5 3.5M16 10H8',
  person: 'M10 10a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6.5 7a6.5 6.5 0 0 1 13 0',
  search: 'M13.5 13.5 17 17M15 9A6 6 0 1 1 3 9a6 6 0 0 1 12 0Z',
  send: 'M3.5 10 16.5 4l-3 12.5-4-5-6-1.5Zm6 1.5 3.5-4',
  warning: 'M10 7v4m0 2.5v.5M10 3 2.5 16.5h15L10 3Z',
  whisper: 'M3 5.5h14v8H9l-4 3v-3H3v-8Zm4 4h.01M10 9.5h.01M13 9.5h.01',
  handOver: 'M3 7h12M11.5 3.5 15 7l-3.5 3.5M17 13.5H5M8.5 10 5 13.5 8.5 17',
  listen: 'M4 12v-2a6 6 0 0 1 12 0v2M4 12h2.5v4.5H4V12Zm9.5 0H16v4.5h-2.5V12Z',
  bell: 'M5 8.5a5 5 0 0 1 10 0c0 4 1.5 5 1.5 5h-13S5 12.5 5 8.5ZM8.5 16a1.5 1.5 0 0 0 3 0',
} as const;

export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
