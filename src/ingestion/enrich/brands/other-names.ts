/**
 * Well-known names that hold the name of a brand and mean something else: newspapers and magazines, courts, schools,
 * places, people, films, firms of other trades, and set phrases as headlines write them. They are matched beside the
 * brands, so that the longest name wins. People are here when the brand is their given name; a surname after a given
 * name is known by rule. Most of what is no brand is known by rule: this list is for what no rule tells.
 */
export const otherNames: readonly string[] = `
  Daily Express, Sunday Express, Indian Express, New Indian Express, Financial Express, Express Tribune,
  L'Express, Orient Express, American Express, Polar Express, Pony Express, FedEx Express, Midnight Express,
  Pineapple Express, Air India Express, Express Entry, Glacier Express, Heathrow Express, Holiday Inn Express,
  National Express, Supreme Court, Supreme Leader, Supreme Soviet, Supreme Council, Supreme Commander,
  Supreme Allied Commander, Supreme Judicial Court, Supreme People's Court, Supreme Being, Supreme Pontiff,
  World Champion, Olympic Champion, Big Bang Theory, Critical Race Theory, Theory of Everything, Chaos Theory,
  String Theory, Game Theory, Queer Theory, Theory of Evolution, Theory of Relativity, Gender Theory,
  Color Theory, Conspiracy Theory, Generation Gap, Pay Gap, Gender Gap, Wage Gap, Wealth Gap, Gap Year,
  Mind the Gap, Thigh Gap, Water Gap, Girl Boss, Like a Boss, Who's the Boss, Undercover Boss, Mob Boss,
  Boss Baby, Boss Level, Boss Lady, Crime Boss, Vin Diesel, Diesel Engine, Marine Diesel, Turbo Diesel,
  Diesel Prices, Next Generation, Next Top Model, Next Gen, Next Big Thing, Next Step, Next Steps, Next Level,
  Next Chapter, Next Door, Next Week, Next Year, Next Month, Next Season, Next Stop, Next Time, Next Summer,
  Next Spring, Next Fall, Next Winter, Next Day, Next Move, Next Stage, Next Phase, Next Era,
  Next Creative Director, Next Designer, Next CEO, Best Guess, Second Guess, Guess What, Guess Who,
  Guess Which, Guess Where, Guess How, Guess Why, Head Coach, Assistant Coach, Life Coach, Vocal Coach,
  Coach of the Year, Former Coach, Coach Class, Interim Coach, Fitness Coach, Dating Coach, Career Coach,
  Running Coach, Love Coach, Counter Reformation, Protestant Reformation, Time Frame, A-Frame, Frame of Mind,
  Freeze Frame, Mango Season, Mango Lassi, Vince Carter, Vince Vaughn, Vince McMahon, Vince Gilligan,
  Vince Lombardi, Vince Staples, Vince Cable, Columbia University, Columbia Pictures, Columbia Records,
  Columbia River, British Columbia, District of Columbia, Columbia Law School, Columbia Business School,
  Columbia College, Columbia Journalism Review, Amazon Rainforest, Amazon River, Amazon Basin, Amazon Prime,
  Amazon Studios, Amazon Web Services, House of Gucci, Devil Wears Prada, The Devil Wears Prada,
  Breakfast at Tiffany's, Celine Dion, Chloe Kim, Chloe Sevigny, Chloe Bailey, Chloe Zhao, Chloe Grace Moretz,
  Valentino Rossi, Jordan Spieth, Jordan Peele, Jordan Peterson, Jordan Valley, Jordan River, Zara Larsson,
  Zara Tindall, Monsoon Wedding, Mother's Day, Mothers Day, Mother Earth, Mother Nature, Mother Teresa, Queen Mother,
  Mother Superior, Mother Tongue, Fossil Fuel, Fossil Fuels, Omega-3, Alpha and Omega, Target Audience,
  Off Target, Macy's Thanksgiving Day Parade, Macy's Thanksgiving Parade, Hugo Award, Hugo Awards
`
  .split(/,\s+/)
  .map((name) => name.trim());
