import { fireEvent, render, screen } from '@testing-library/react';
import { safePath } from '@/app/(auth)/sign-in/safe-path';
import { SignInForm } from '@/app/(auth)/sign-in/sign-in-form';

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

/** The portal's own doors, as next-auth answers them. */
function answerWith(...answers: Response[]): jest.Mock {
  const mock = jest.fn((path: string) =>
    Promise.resolve(path === '/api/auth/csrf' ? json({ csrfToken: 't' }) : answers.shift()),
  );
  globalThis.fetch = mock as unknown as typeof fetch;
  return mock;
}

function submit(): void {
  fireEvent.change(screen.getByLabelText('Email'), { target: { value: ' Me@Example.com ' } });
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'secret' } });
  fireEvent.submit(screen.getByLabelText('Email').closest('form') ?? document.body);
}

describe('the sign-in form', () => {
  it('says the same of a wrong password and of an unknown email', async () => {
    answerWith(json({ url: 'http://localhost/sign-in?error=CredentialsSignin' }, 401));
    render(<SignInForm to="/overview" initialError={null} />);
    submit();
    expect(await screen.findByRole('alert')).toHaveTextContent('The email or the password is not right.');
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  });

  it('says how long to wait after too many attempts, and blocks until then', async () => {
    answerWith(json({ url: 'http://localhost/sign-in?error=rate_limited%3A90' }, 401));
    render(<SignInForm to="/overview" initialError={null} />);
    submit();
    expect(await screen.findByRole('alert')).toHaveTextContent('Please wait 1 min 30 s, then try again.');
    expect(screen.getByRole('button', { name: 'Wait 1 min 30 s' })).toBeDisabled();
  });

  it('says that the portal did not answer', async () => {
    globalThis.fetch = jest.fn(() => Promise.reject(new TypeError('Failed to fetch')));
    render(<SignInForm to="/overview" initialError={null} />);
    submit();
    expect(await screen.findByRole('alert')).toHaveTextContent('The portal did not answer');
  });

  it('sends a trimmed email, and the password as it is, in the body', async () => {
    const mock = answerWith(json({ url: 'http://localhost/sign-in?error=CredentialsSignin' }, 401));
    render(<SignInForm to="/overview" initialError={null} />);
    submit();
    await screen.findByRole('alert');
    const [path, init] = mock.mock.calls[1] as [string, { body: URLSearchParams }];
    expect(path).toBe('/api/auth/callback/credentials');
    expect(init.body.get('email')).toBe('Me@Example.com');
    expect(init.body.get('password')).toBe('secret');
  });

  it('shows the fault that next-auth left in the address', () => {
    render(<SignInForm to="/overview" initialError="CredentialsSignin" />);
    expect(screen.getByRole('alert')).toHaveTextContent('The email or the password is not right.');
  });
});

describe('where to go after signing in', () => {
  it.each([
    [undefined, '/overview'],
    ['/send?workspace=main#keys', '/send?workspace=main#keys'],
    ['https://elsewhere.test/', '/overview'],
    ['//elsewhere.test/', '/overview'],
    ['/\\elsewhere.test/', '/overview'],
    ['/sign-in?callbackUrl=/sign-in', '/overview'],
  ])('%s leads to %s', (given, expected) => expect(safePath(given)).toBe(expected));
});
