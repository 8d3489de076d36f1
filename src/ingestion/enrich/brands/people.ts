/**
 * Common given names, folded. After one of them a single-word brand is a surname ('Harrison Ford', 'Patrizia Gucci'),
 * and a brand that begins with one may be its founder in person.
 */
export const givenNames = new Set(
  `aaron abby abigail adam adele adriana agnes aidan alan albert alessandra alessandro alex alexa alexander alexandra alexis
  alfred alice alicia alison allison amanda amber amelia amina amy ana andre andrea andreas andrew angela angelina anita ann anna anne
  annie anthony antoine antonio april ariana arthur ashley audrey austin ava barbara beatrice becky bella ben benedict
  benjamin bernard beth betty beyonce bianca bill billie billy blake bob bobby brad brandon brian bridget britney brooke bruce
  bruno bryan caleb cameron camila camille carl carla carlos carmen carol carole carolina caroline carolyn carrie cate
  catherine cecilia chad charles charlie charlotte chelsea cheryl chiara chloe chris christian christina christine
  christopher cindy claire clara claudia clive coco cole colin connor courtney craig cristiano cynthia daisy dakota dan
  daniel daniela danielle danny dave david dean deborah dennis derek diana diane diego dominic donald donatella donna doris
  dorothy doug douglas dua duncan dylan ed eddie edgar edith edward elena eli elisabeth elizabeth ella ellen elliot elsa elton
  emily emma eric erica erik erin ernest estelle ethan eugene eva evan eve fabio felix fernando fiona florence frances francesca
  francesco francis francois frank franz fred frederic gabriel gabriela gabriella gareth gary gavin gemma gene geoffrey george
  georgia georgina gerald gerard gianni gigi gina giorgio giovanni giulia giuseppe glen gloria gordon grace graham grant greg
  gregory greta guido guy gwen gwyneth hailey hannah hans harold harper harriet harrison harry heather hector heidi helen helena
  henri henry holly howard hugh hugo ian ida igor ingrid irene iris isaac isabel isabella isabelle ivan jack jackie jackson
  jacob jacques jade jake james jamie jan jane janet jared jasmine jason javier jay jean jeff jeffrey jenna jennifer jenny
  jeremy jerry jess jesse jessica jessie jill jim jimmy joan joanna joe joel john johnny jon jonathan jordan jorge jose
  joseph josephine josh joshua juan judith judy julia julian julie juliette justin kaia karen karl karolina kate katharine
  katherine kathleen kathy katie katy kayla keira keith kelly ken kendall kendrick kenneth kerry kevin kim kimberly kirsten
  kristen kristin kurt kylie lana laura lauren laurence lea leo leon leonard leonardo leslie lewis liam lila lily linda lindsay lisa
  liv liz lola lorenzo louis louise luca lucas lucia lucy luigi luis luke lydia madeleine madison maggie marc marcel marco
  marcus margaret margot maria mariah marie marilyn mario marion mark marta martha martin martina mary mathieu matt matteo
  matthew maurice maurizio max maya megan meghan melania melissa mia michael michel michele michelle miguel mike mila
  miley milla millie miranda mohamed molly monica morgan nadia nancy naomi natalia natalie natasha nathan neil nelly nicholas
  nick nicola nicolas nicole nigel nina noah noel nora norman olga oliver olivia oscar otto owen pablo pamela paola paolo
  paris pascal patricia patrick patrizia paul paula pauline pedro penelope peter phil philip philippe phoebe pierre priyanka rachel
  ralph ramon raymond rebecca reese renee ricardo richard rick rihanna rita rob robert roberta roberto robin roger roland
  roman ron ronald rosa rosalie rose rosie ross roy ruby rupert russell ruth ryan sabrina sadie sally sam samantha samuel
  sandra sara sarah scarlett scott sean sebastian selena serena sergio seth sharon shawn sheila sienna simon simone sofia
  sonia sophia sophie spike stan stefano stella stephanie stephen steve steven stuart sue susan suzanne sydney sylvia tara taylor
  ted teresa terry theo theresa thomas tiffany tim timothy tina todd tom tommy tony tracy travis tyler uma valentina valerie
  vanessa vera veronica vic victor victoria vin vincent violet virginia vivian vivienne walter wanda wayne wendy will william
  winona xavier yasmin yves zac zach zara zendaya zoe`.split(/\s+/),
);

/** Verbs and phrases that people are the subject of and labels hardly ever, folded, in the forms of a report. */
export const personVerbs = new Set(
  `said says told tells wore wears stepped attended arrived walked posed posted admitted recalled recalls explains explained married
  died born laughs laughed smiled starred stars sang spotted divorced dated dating joked confessed thinks
  jr sr who herself himself aged`.split(/\s+/),
);
