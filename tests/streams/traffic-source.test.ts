import { trafficSourceOf } from '../../src/streams/traffic-source';

const page = 'https://www.shop.example/pricing';

describe('where a visitor came from', () => {
  it.each([
    [null, 'DIRECT'],
    ['', 'DIRECT'],
    ['nonsense', 'DIRECT'],
    ['https://www.shop.example/about', 'DIRECT'],
    ['https://blog.shop.example/', 'DIRECT'],
    ['https://shop.example/', 'DIRECT'],
    ['https://www.google.com/', 'SEARCH'],
    ['https://google.co.uk/search?q=chat', 'SEARCH'],
    ['https://duckduckgo.com/', 'SEARCH'],
    ['https://search.yahoo.com/x', 'SEARCH'],
    ['https://mail.google.com/', 'REFERRAL'],
    ['https://google.evil.example/', 'REFERRAL'],
    ['https://t.co/abc', 'SOCIAL'],
    ['https://m.facebook.com/', 'SOCIAL'],
    ['https://notfacebook.com/', 'REFERRAL'],
    ['https://partner.example/list', 'REFERRAL'],
    ['http://192.168.0.1/', 'REFERRAL'],
  ])('from %s: %s', (referrer, source) => {
    expect(trafficSourceOf({ pageUrl: page, referrer })).toBe(source);
  });

  it.each([
    ['?utm_source=newsletter', 'CAMPAIGN'],
    ['?utm_campaign=spring&utm_medium=email', 'CAMPAIGN'],
    ['?utm_medium=cpc', 'CAMPAIGN'],
    ['?gclid=abc', 'CAMPAIGN'],
    ['?utm_medium=organic', 'SEARCH'],
    ['?utm_medium=Social', 'SOCIAL'],
    ['?utm_medium=referral&utm_source=x', 'REFERRAL'],
    ['?utm_source=', 'SEARCH'],
    ['?id=7', 'SEARCH'],
  ])('a link that says %s: %s, whatever the browser says', (query, source) => {
    expect(trafficSourceOf({ pageUrl: page + query, referrer: 'https://www.google.com/' })).toBe(source);
  });

  it('is judged without a page as well', () => {
    expect(trafficSourceOf({ pageUrl: null, referrer: 'https://www.google.com/' })).toBe('SEARCH');
    expect(trafficSourceOf({ pageUrl: null, referrer: null })).toBe('DIRECT');
  });

  it('takes shops of one country for different sites', () => {
    const pageUrl = 'https://one.co.uk/';
    expect(trafficSourceOf({ pageUrl, referrer: 'https://two.co.uk/' })).toBe('REFERRAL');
    expect(trafficSourceOf({ pageUrl, referrer: 'https://www.one.co.uk/' })).toBe('DIRECT');
  });
});
