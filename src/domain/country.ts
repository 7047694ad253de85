/** The countries of the community, ISO 3166-1 alpha-2 (XK for Kosovo, as Unicode has it). */
export const COUNTRIES = [
  "AL", "AM", "AT", "AZ", "BA", "BE", "BG", "CY", "CZ", "DE", "DK", "DZ", "EE", "EG", "ES", "FI", "FR", "GE", "GR",
  "HR", "HU", "IE", "IL", "IS", "IT", "JO", "LB", "LI", "LT", "LU", "LV", "MA", "MD", "ME", "MK", "MT", "NL", "NO",
  "PL", "PS", "PT", "RO", "RS", "SE", "SI", "SK", "TN", "TR", "UA", "XK",
] as const;
export type Country = (typeof COUNTRIES)[number];
