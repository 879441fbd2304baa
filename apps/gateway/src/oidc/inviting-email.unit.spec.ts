import { invitingEmail } from './inviting-email.js';

describe('the e-mail of an external token', () => {
  it('stands for its owner once the issuer has verified it', () => {
    const email = 'kim@plant.example';
    expect(invitingEmail({ email, emailVerified: true })).toBe(email);
    expect(invitingEmail({ email, emailVerified: false })).toBeUndefined();
    expect(invitingEmail({ email: undefined, emailVerified: true })).toBeUndefined();
  });

  it('never stands for another that looks the same in small letters', () => {
    const email = '\u212Aim@plant.example';
    expect(email.toLowerCase()).toBe('kim@plant.example');
    expect(invitingEmail({ email, emailVerified: true })).toBeUndefined();
  });
});
