const s = (words: string): Set<string> => new Set(words.split(/\s+/));

/** Nouns that make a name a label's, right before or after it, in several languages. */
export const labelTitles =
  s(`brand brands label labels retailer retailers jeweller jeweler watchmaker marke modemarke modekonzern modehaus modekette marque
  marchio marca firma griffe maison casa catena tienda enseigne denimmarke sportmarke outlet boutique boutiques`);

/** Nouns for what only labels have, right after the name or its possessive. */
export const ofLabels =
  s(`ads advert adverts advertisement campaign campaigns logo logos boutique boutiques flagship store stores founder ceo shares
  stock sales revenue revenues profits profit parent headquarters spokesperson spokeswoman spokesman investors shareholders
  catalogue lookbook collection runway catwalk atelier`);

/** Nouns for firms, before the name, that words of fashion before them make a label's: 'the handbag maker X'. */
export const firmNouns = s(
  'maker giant house group company firm chain specialist powerhouse business name institution stalwart',
);

/** Nouns for firms of all trades, right before or after the name. */
export const trade =
  s(`house houses designer group chain owner parent maker company firm store stores shop shops shares sales profit profits revenue
  stock ceo x chairman executive label factory collection concern konzern gruppe groupe gruppo grupo creator`);

/** What firms do and everyday words do not, right after the name. */
export const firmVerbs =
  s(`launches launched opens opened unveils unveiled names named appoints appointed taps tapped debuts debuted reports reported
  posts introduces introduced releases released reveals revealed teams partners collaborates acquires acquired buys bought
  sues sued expands announces announced expects hires hired presents presented enters plans files filed recalls showed staged
  sold sells sell designed makes made offers raised raises dropped drops drop signed signs closes closed cuts cut posted
  relaunches relaunched rebrands rebranded restocks restocked stages sponsors sponsored supplies supplied ships shipped stocks
  stocked reissues reissued designs lifts lifted trims trimmed swung slashed recorded generates generated employs employed
  operates operated manufactures manufactured outsold restructures restructured licenses licensed franchises franchised
  expanded rolled lost warned warns brings brought dressed ouvre lance lancia apre abre abrira lanza presenta presento
  presente eroffnet zeigt zeigte`);

/** What everything and everybody does, firms too, right after the name. */
export const anyVerbs =
  s(`are were sube baja vende cierra gana vend ferme gagne chiude verkauft schliesst senkt has will says said wants joins joined
  takes took is was plans shows moved grew became began started fell rose won hit saw got kept turned faces remains needs gets
  makes made keeps also now once still never always used uses sent sends gave gives built builds does did goes went chose
  chooses drew draws led leads ran runs spent spends set sets put puts let lets tried tries turns pays paid plays worked works
  looks looked asks asked calls called thinks thought believes believed feels felt can could may might should must would had
  been shrank sank slid stood held broke hung lay beat met came taught caught fought stuck`);

/** Words after which a label stands as the source of a thing: 'a bag by Coach'. */
export const sources = s(
  'by from at via in wearing wore wears stores brands labels carrying founded x chez bei',
);

/** What a 'chief' is at a firm and not in a land or a tribe. */
export const chiefs = s(
  'executive financial operating marketing creative merchandising product brand technology commercial digital',
);

/** What people do in clothes: near it 'in X' names what is worn. */
export const dressing =
  s(`dressed dresses dressing clad stunned stuns stunning attended arrived arrives styled stepped posed walked walks wore wears
  wearing outfitted swathed draped kitted decked looked chic elegant glamorous resplendent toe`);

/** What only labels are qualified by: 'in custom Valentino'. */
export const ofGarments = s('custom bespoke archival vintage');

/** Words for a firm's legal form, right after its name. */
export const legalForms = s(
  'inc incorporated ltd limited corp corporation plc spa llc sarl gmbh group holdings',
);

/** What people do for labels, before 'for', 'of' or 'at' and the name. */
export const workForLabels = s(
  'catwalk collection collections walked walks walk modelled modeled models face muse interned',
);
export const workForFirms =
  s(`chairman chairwoman chairperson boss executive staff employees workers buyer manager director designer head president chief
  founder owner ambassador ambassadors campaign campaigns job works worked`);

/** Words that say of what stands before them that it is a firm. */
export const businessWords = s(
  'its company revenue revenues sales profit profits shares earnings quarter retailer brand label group forecast stores',
);
