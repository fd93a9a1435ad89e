# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped
"""What film lines are made of, for turning them into thoughts: openers, names people are called by, tags, attitudes, and what points elsewhere."""

import re

_TITLES = r"(?:mr|mrs|ms|miss|dr|doctor|captain|colonel|major|general|sergeant|lieutenant|detective|inspector|officer|commander|agent|father|sister|brother|aunt|uncle|cousin|lady|lord|king|queen|prince|princess|professor|senator|judge|reverend|sir|madam|madame|monsieur)"
_CALLED = (
    "sir|ma'am|madam|miss|mister|lady|ladies|gentlemen|gentleman|ladies and gentlemen|darling|honey|hon|sweetheart|sweetie|baby|babe|dear|dearest|my dear|my dears|my love|love|lover|angel|sugar|"
    "pal|buddy|bud|man|boy|boys|girl|girls|girlfriend|son|sonny|kid|kids|kiddo|children|child|my child|dad|daddy|papa|pop|pops|mom|mommy|mum|mama|ma|mother|father|grandma|grandpa|"
    "friend|friends|my friend|my friends|my boy|my girl|my son|my lord|my lady|your honor|your honour|your majesty|your highness|your grace|boss|chief|doc|doctor|captain|cap|commander|officer|sergeant|sarge|"
    "lieutenant|colonel|general|major|professor|detective|inspector|counselor|counsellor|guys|folks|fellas|fellows|everybody|everyone|people|dude|bro|brother|sister|sis|cousin|old man|old boy|old friend|"
    "old sport|young man|young lady|stupid|you idiot|you fool|you bastard|you son of a bitch|partner|comrade|mate|maestro|coach|senator|president|mr president|mister president"
)
VOCATIVES = frozenset(_CALLED.split("|"))
STRONG_OPENER = re.compile(
    r"(?:oh|ah|aw|hey|hi|hello|okay|ok|well|yeah|yep|yup|nope|nah|hmm+|mm+|huh|uh|um|er|gee|gosh|wow|whoa|god|my god|oh my god|good god|good lord|good heavens|heavens|lord|jesus|jesus christ|christ|damn|damn it|goddamn it|goddammit|dammit|hell|shit|fuck|"
    r"alas|alright|all right|of course|you know|you see|i mean|i tell you|i'm telling you|thanks|thank you|thank god|believe me|trust me|frankly|honestly|anyway|anyhow|besides|actually|basically|personally|however|after all|in fact|the fact is|the truth is|the thing is|the point is|"
    r"let me tell you|let me tell you something|you know what|tell you what|i'll tell you what|i'll tell you|for god's sake|for christ's sake|come on|c'mon|excuse me|pardon me|please|listen|look|look here|see|right|sure|fine|good|great|exactly|indeed|true|nonsense|sorry|i'm sorry|forgive me|maybe so|perhaps so)\b(?:\s*[,;:.!?-]+\s*|\s*$)",
    re.I,
)
WEAK_OPENER = re.compile(
    r"(?:yes|no|now|why|so|then|and|but|or|because|cause|'cause|plus|also|still|only)\b(?:\s*[,;:!.?-]+\s*|\s*$)", re.I
)
JOINING_OPENER = re.compile(
    r"(?:and|but|'cause|cause|because|so|then|well|oh|yeah|okay)\s+(?=(?:I|I'm|I'll|I've|I'd|my|we|we're|nobody|nothing|everybody|everything|people|the|a|an)\b)"
)
TAG = re.compile(
    r",?\s*(?:,\s*)(?:you know|y'know|okay|ok|right|huh|eh|see|hm+|all right|alright|you see|you understand|do you understand|understand|you hear|you hear me|got it|get it|isn't it|is it|don't you|don't I|do I|aren't I|am I|are you|aren't you|doesn't it|wasn't it|won't you|can't you|isn't he|isn't she|didn't I|didn't he|didn't she|haven't I|wouldn't you|wouldn't I|if you please|please|thank you|thanks|for god's sake|for christ's sake|by the way|after all|too bad|believe me|trust me|I tell you|I'm telling you|that's all|so to speak|you must admit)\s*[?.!]*$",
    re.I,
)
TITLED_NAME = re.compile(rf",\s*{_TITLES}\.?\s+[A-Z][\w'-]+(?=\s*(?:[,.!?]|$))", re.I)
DIRECTION = re.compile(r"\([^)]*\)|\[[^\]]*\]|\*[^*]{1,60}\*|<[^>]{1,40}>|\{[^}]*\}")
REPORTED = re.compile(
    r"[\"]|(?<!\w)'(?=\w)[^']{2,}(?<=[\w.,!?])'(?!\w)|"
    r"\b(?:said|says|told|tells|telling (?:me|him|her|them)|asked|asks|replied|answered|whispered|quote|unquote|wrote|writes|was like|were like|goes like)\b|"
    r"^(?:he|she|they|you|people|everybody|everyone|somebody|someone|who)\s+(?:\w+\s+)?(?:thinks?|believes?|thought|believed|claims?|claimed|swears?|swore|calls?|called|figures?|figured|say|tell|tells|know|knows|knew|want|wants|wanted)\b|"
    r"\b(?:according to|supposedly|rumou?r has it|I hear(?:d)?)\b",
    re.I,
)
QUESTION = re.compile(
    r"^(?:(?:do|does|did|don't|doesn't|didn't|is|isn't|are|aren't|am|was|wasn't|were|weren't|has|hasn't|have|haven't|had|can|can't|could|couldn't|will|won't|would|wouldn't|should|shouldn't|shall|may|might|must)\s+(?:I|you|he|she|it|we|they|this|that|these|those|the|my|your|his|her|our|their|there|anybody|anyone|somebody|someone)\b|"
    r"(?:what|where|when|why|who|whom|whose|which|how)(?:'s|'re|'d|'ll|'ve)?\s+(?:\w+\s+){0,2}?(?:do|does|did|don't|is|isn't|are|was|were|has|have|had|can|can't|could|will|would|should|shall|may|might|about|come|else|the hell|on earth|in the)\b|"
    r"(?:what|how)(?:'s|'re| about| come)|what\s+(?:a|an)\b|(?:you|he|she|they|we)\s+(?:\w+\s+)?(?:mean|know what))",
    re.I,
)
WONDERS_ABOUT = re.compile(r"\b(?:what|where|when|why|who|how)(?:'s)?$", re.I)
IMPERATIVE = re.compile(
    r"^(?:please\s+|just\s+|now\s+|and\s+|so\s+|kindly\s+)?(?:do not|don't(?! I\b)|let|let's|lets|come|go|get|give|take|tell|look|listen|wait|stop|shut|put|keep|hold|leave|bring|call|help|show|try|stay|sit|stand|trust|believe|forget|remember|ask|say|make|see|watch|turn|open|close|move|follow|be|hear|excuse|forgive|thank|thanks|please|pray|promise|imagine|suppose|think|send|meet|pick|pull|push|run|drop|hand|pass|check|find|read|write|drink|eat|play|kiss|marry|save|start|finish|calm|cut|quit|relax|consider|mind|mark|allow|permit|spare|throw|set|step|talk|speak|use|wake|walk|work|have(?= (?:a|some|another)\b)|never mind|welcome|goodbye|good(?:night|bye)|good (?:night|morning|evening|luck|day))\b",
    re.I,
)
FIRST_PERSON = re.compile(r"\b(?:I|I'm|I'd|I'll|I've|my|mine|me|myself)\b|\b[Mm](?:y|e|ine|yself)\b")
OPINED = re.compile(
    r"^(?:it|that|this|these|those|he|she|they|you|there|here|his|her|their|your|its|who)(?:'s|'re|'d|'ll|'ve)?\b(?!\s+(?:you go|it is|goes|come|comes|we go))",
    re.I,
)
YOU = re.compile(r"\b(?:you|you're|you've|you'd|you'll|your|yours|yourself)\b", re.I)
SELF_SUBJECT = re.compile(r"\bI(?:'m|'d|'ll|'ve)?\b|\b[Mm]y\s+\w+")
ATTITUDE = re.compile(
    r"\bI(?:'m|'d|'ve|'ll)?\s+(?:\w+(?:ly)?\s+|do\s+|don't\s+|did\s+|didn't\s+|can't\s+|cannot\s+|could\s+|couldn't\s+|would\s+|wouldn't\s+|won't\s+|will\s+|have\s+|haven't\s+|had\s+|never\s+|always\s+|not\s+|only\s+|just\s+|still\s+|really\s+|rather\s+){0,3}?"
    r"(?:think|believe|thought|believed|hate|hated|love|loved|like|liked|dislike|despise|adore|want|wanted|need|needed|hope|hoped|wish|wished|feel|felt|prefer|preferred|trust|trusted|fear|feared|know|knew|understand|care|cared|enjoy|enjoyed|miss|missed|regret|regretted|admire|respect|expect|expected|deserve|deserved|promise|promised|swear|intend|dream|dreamed|worry|worried|mind|stand|bear|refuse|suppose|guess|doubt|consider|envy|pity|value|live|learned|learnt|owe|belong|matter|forgive|forget|remember|agree|approve|suffer|afraid|scared|proud|ashamed|tired|sick|sure|certain|happy|glad|lonely|used|supposed|good|bad|better|rather|able|never|always)\b",
    re.I,
)
GENERAL = re.compile(
    r"\b(?:always|never|nobody|no one|everybody|everyone|every|any|anyone|anybody|all|most|people|men|women|man|woman|life|love|truth|marriage|money|death|world|nothing|everything|ever|only|whole|kind|sort|enough|too|must|should|ought|can't|cannot|whoever|whatever|those who|a person)\b",
    re.I,
)
STATES = re.compile(
    r"\b(?:is|isn't|are|aren't|was|wasn't|were|weren't|am|has|hasn't|have|had|can|can't|cannot|could|couldn't|will|won't|would|wouldn't|should|shouldn't|must|may|might|ought|does|doesn't|do|don't|did|didn't|makes?|means?|gets?|goes|comes?|takes?|needs?|wants?|keeps?|seems?|looks?|feels?|becomes?|knows?|gives?|never|always)\b|\w's\s+(?:a|an|the|not|just|all|no|only|nothing|always|never|what|like|about|like|\w+ing|\w+ed)\b|\w'(?:re|ll|d|ve)\b",
    re.I,
)
NO_SUBJECT = re.compile(
    r"^(?:thought|took|takes?|asked|got|gets|made|means?|looks?|sounds?|seems?|must|feels?|felt|smells?|tastes?|went|goes|came|comes|saw|says?|said|told|gonna|gotta|wanna|want|wants|had|has|have|been|being|gone|done|didn't|doesn't|isn't|ain't|wasn't|weren't|won't|wouldn't|couldn't|shouldn't|haven't|hasn't|can't|cannot|could|would|should|will|used|tried|tries|figured|figures|guess|wish|hope|hoped|knew|know|heard|serves|depends|makes|works|worked|happens|happened|needs?|kept|left|lost|found|gave|put|ran|sat|stood|spent|bought|sold|read|wrote|not|'tis|tis|twas|in case|as if|as though|\w+ed)\b",
    re.I,
)
ACTS = re.compile(
    r"^(?:(?:the|a|an|every|each|no|this|that)\s)?[\w'-]+\s\w{2,}s\s+(?:the|a|an|you|us|him|her|them|nobody|nothing|anybody|anything|everybody|everything|somebody|something|no one|from|like|what|more|less|too|better)\b",
    re.I,
)
GENERIC_SUBJECT = re.compile(
    r"^(?:the|a|an|every|each|no|any|all|most|some|many|few|one|people|men|women|nobody|no one|everybody|everyone|anybody|anyone|somebody|someone|nothing|everything|anything|something|life|love|truth|money|death|time|god|war|there's nothing|there is nothing|there's no|there is no|there's always|there are no|there's only|those who|whoever|what \w+|if|when|in|even|only|being|having|\w+ing|\w+s|[A-Z]\w+)\b",
    re.I,
)
POINTING_START = re.compile(
    r"^(?:it|it's|it'll|it'd|that|that's|that'll|this|these|those(?! who)|he|he's|he'd|he'll|she|she's|she'd|she'll|they|they're|they've|they'd|they'll|him|her|his|their|its|there(?!'s (?:nothing|no|always|only)| is (?:nothing|no))|here|which|who|whom|where|how|if so|because|not|neither|nor|than|like|especially|except|including|something about|you|you're|you've|you'll|you'd|your|yours)\b",
    re.I,
)
POINTING = re.compile(
    r"\b(?:it|it's|it'll|that's|this|these|those|he|he's|he'd|he'll|she|she's|she'd|she'll|they|they're|they've|him|her|his|hers|them|their|here|there|now|today|to-day|tonight|tomorrow|to-morrow|yesterday|just|already|yet|again|right away|upstairs|downstairs|outside|o'clock|minute|minutes|later|the other|both|so)\b|\bthat(?=\s*[.,!;]|$)|\b(?:do|did|done|said|know|think|mean|believe|like|want|about|of|with|for|to|from) that\b",
    re.I,
)
ERRAND = re.compile(
    r"^I(?:'ll| will|'m (?:going to|gonna|about to|on my way|here|coming|leaving|going|looking|trying|calling|taking|just)| gotta| got to| have to| must)\s+(?:\w+\s+){0,2}?(?:go|run|call|get|be right|be back|see you|take|show|tell|meet|give|bring|leave|talk|help|find|check|pick|wait|come|send|put|let|ask|be)\b|^I (?:gotta|got to|have to|must) (?:go|run)\b|^I(?:'m| am) (?:going|coming|leaving|looking for|calling)\b|^I (?:just )?(?:saw|met|went|came|got|found|heard|took|gave|put|called|left|brought|talked|spoke|looked|sent|ran|walked|sat|picked)\b",
    re.I,
)
BROKEN_END = re.compile(
    r"(?:\b(?:of|with|to|for|is|are|was|the|a|an|and|or|but|from|in|on|at|by|my|your|his|her|their|our|that|because|if|when|than|as|very|so|name of|'s)|--|;|,|:|-)\s*[.!?…]*$",
    re.I,
)
FORMULA = re.compile(
    r"^(?:I(?:'m| am)? (?:don't know|do not know|know|see|think so|guess so|suppose so|hope so|hope not|mean it|beg your pardon|understand|agree|do|did|can|can't|will|won't|have|am|was|swear|promise|quit|love you|need you|miss you|hate you|doubt it|so sorry|very sorry|really sorry|sorry|fine|okay|all right|sure|not sure|serious|listening|coming|ready|here|(?:don't|can't|didn't|couldn't) (?:know|understand|believe (?:it|this|that|you)|remember|think so|care|mind))(?: (?:that|it|this|you|why|what|how|now|either|too|about (?:it|that|this)|what you mean|what to (?:say|do)|for (?:it|that)|anymore|any more))*|my pleasure|my god|my goodness|my fault)[.!?]*$",
    re.I,
)
STOP_WORDS = frozenset(
    "a about after again all also am an and any anything are aren't as at back be because been before being but by came can can't cannot come could couldn't did didn't do does doesn't doing don't done down each else even ever every everything for from get gets getting give go goes going gonna good got gotta had has have haven't having he he'd he'll he's her here him his how i i'd i'll i'm i've if in into is isn't it it's its just know let let's like little look made make makes man many maybe me mean more much must my myself never no not nothing now of off oh okay on one only or other our out over people put really right said say says see she she's should so some somebody someone something still such sure take tell than that that's the their them then there there's these they they're thing things think this those though to too two up us very want wants was wasn't way we we'll we're well went were what what's when where which while who why will with without won't would wouldn't yes you you'd you'll you're you've your yours".split()
)
