export const name_messaging = 'messaging';
