import ReactMarkdown from 'react-markdown';

/** Markdown without raw HTML; links leave the portal in their own tab. Rendered by the server, so its code stays there. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="board-text">
      <ReactMarkdown
        skipHtml
        components={{
          a: ({ href, children }) => (
            <a href={href} {...(isForeign(href) && { target: '_blank', rel: 'noreferrer' })}>
              {children}
            </a>
          ),
          // The page has its own h1, and a title of the panel may be its h2.
          h1: ({ children }) => <h3 style={{ fontSize: '1.3rem' }}>{children}</h3>,
          h2: ({ children }) => <h3>{children}</h3>,
          h3: ({ children }) => <h4>{children}</h4>,
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}

const isForeign = (href: string | undefined): boolean => href !== undefined && /^https?:/.test(href);
