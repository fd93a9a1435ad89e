"""The words by which a text addresses a model instead of telling of a person. Each is looked for within one sentence.

A rule says what kind it is, so that tests and figures can name it. `opens` rules hold only where a sentence begins (after marks, or a
word such as “please”): elsewhere the same words tell what somebody did. Patterns are for text whose disguises are off (`injection.undisguised`).
"""

# ruff: noqa: E501 - a pattern is read in one line

import re
from dataclasses import dataclass
from enum import StrEnum

VERSION = "1"


class Kind(StrEnum):
    """What a passage tries."""

    OVERRIDE = "asks to drop the instructions"
    DISCLOSE = "asks for the instructions"
    STEER = "dictates the answer"
    ADDRESS = "speaks to a model"
    MARKUP = "imitates the frame of a question"


@dataclass(frozen=True)
class Rule:
    """One way to address a model.

    Attributes:
        needs: small-letter pieces of which a sentence holds at least one; cheap to look for first.
        opens: holds only where a sentence begins.
    """

    kind: Kind
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    opens: bool = False


def _rule(kind: Kind, needs: str, pattern: str, *, opens: bool = False) -> Rule:
    return Rule(kind, tuple(needs.split("|")), re.compile(pattern, re.IGNORECASE), opens)


_ORDERS = r"(?:instructions?|prompts?|rules|guidelines|directions|directives|orders|commands|messages?|programming|constraints|training)"
_OURS = r"(?:previous|prior|above|earlier|preceding|your|system|original|initial|foregoing)"
_DROP = r"(?:ignore|disregard|forget|override|bypass|neglect|overrule|do not follow|don['’]t follow|stop following|pay no attention to)"
_DROP_NEEDS = "ignore|disregard|forget|override|bypass|neglect|overrule|follow|no attention"
_TELL = r"(?:reveal|print|repeat|output|show|tell me|disclose|leak|dump|display|write (?:out|down)|recite|return|give me|spell out|echo)"
_TELL_NEEDS = "reveal|print|repeat|output|show|tell me|disclose|leak|dump|display|write|recite|return|give me|spell out|echo"
_MODEL = r"(?:AI|A\.I\.|LLM|language model|chat ?bot|chat ?gpt|gpt|AI (?:model|assistant)|artificial intelligence)s?"
_MODEL_NEEDS = "ai|a.i.|llm|language model|chatbot|chat bot|gpt|artificial intelligence"
_FIELD = (
    r"(?:name|alias|age|gender|rating|occupation|residence|profile|persona|traits?|skills?|fields?|claims?|facts?|values?|goals?|fears?)"
)
_PUT = r"(?:add|insert|append|include|create|record|emit|output|return|report)"
_PUT_NEEDS = "claim|json|profile|persona|answer|output|list|following"
_ENGLISH = (
    _rule(Kind.OVERRIDE, _DROP_NEEDS, rf"\b{_DROP}\b.{{0,40}}\b{_OURS}\b.{{0,30}}\b{_ORDERS}\b"),
    _rule(Kind.OVERRIDE, _DROP_NEEDS, rf"\b{_DROP}\b.{{0,30}}\b(?:everything|anything|all|the text|what (?:was|is)) (?:above|before|said above)\b"),
    _rule(Kind.OVERRIDE, _DROP_NEEDS, rf"{_DROP}\b.{{0,30}}\b(?:all|any|these|those|the)\b.{{0,20}}\b{_ORDERS}\b", opens=True),
    _rule(Kind.OVERRIDE, "instruction|prompt|task|objective", r"\b(?:new|updated|revised|real|actual) (?:system )?(?:instructions?|prompt|task|objective)s?(?: \w+){0,3} ?[:=]"),
    _rule(Kind.OVERRIDE, "your ", r"your (?:new|real|actual|only) (?:task|job|instructions?|goal|objective|purpose) (?:is|are)\b", opens=True),
    _rule(Kind.DISCLOSE, _TELL_NEEDS, rf"\b{_TELL}\b.{{0,40}}\b(?:your|system|initial|hidden|secret)\b.{{0,25}}\b(?:{_ORDERS}|delimiters?)\b"),
    _rule(Kind.DISCLOSE, "above", rf"{_TELL}\b.{{0,30}}\b(?:everything|text|words|lines?|all)\b.{{0,15}}\babove\b", opens=True),
    _rule(Kind.DISCLOSE, "system ", r"\bwhat (?:is|are|was|were) (?:your|the) system (?:prompt|message|instructions?)\b"),
    _rule(Kind.DISCLOSE, "here ", r"\bhere (?:is|are) (?:my|the) (?:(?:full|whole|complete) )?(?:system prompt|instructions)\b"),
    _rule(Kind.STEER, _PUT_NEEDS, rf"{_PUT}\b.{{0,40}}\b(?:claims?\b|json (?:object|answer|key)|to the (?:profile|persona|answer|output)|the following (?:field|fact|value))", opens=True),
    _rule(Kind.STEER, "claim|json|field|profile|persona", rf"\byou (?:must|shall|should|will|have to|need to) {_PUT}\b.{{0,40}}\b(?:claims?|json|fields?|profile|persona)\b"),
    _rule(Kind.STEER, "set|change|replace|overwrite|switch", rf"(?:set|change|replace|overwrite|switch)\b (?:\S+ ){{0,3}}{_FIELD}\b.{{0,60}}?(?:\bto\b|=|:|\bwith\b|\bas\b|\binto\b)", opens=True),
    _rule(Kind.STEER, "leave out|drop|omit|delete|remove|suppress|skip", r"(?:leave out|drop|omit|delete|remove|suppress|skip)\b.{0,30}\b(?:claims?|everything|(?:all|every|these|those) lines?|all (?:else|other|the)|the rest)\b", opens=True),
    _rule(Kind.STEER, "rate|classify|label|mark|tag|flag", r"(?:rate|classify|label|mark|tag|flag)\b (?:this|the|her|his|its?|their|them)\b.{0,50}\b(?:as|with)\b", opens=True),
    _rule(Kind.STEER, "rating", r"\b(?:the )?(?:content )?rating (?:must|should|shall|has to|is to) be\b"),
    _rule(Kind.STEER, "rating", r"\b(?:content )?rating ?[:=] ?[\"'“]?(?:general|safe|explicit|teen|mature|unrated|everyone|adult)"),
    _rule(Kind.STEER, "=", rf"^\W*{_FIELD} ?:?= \S"),
    _rule(Kind.STEER, "respond|answer|reply", r"(?:respond|answer|reply) (?:only )?(?:with|in|using) (?:json|the words?|exactly|this|the following)\b", opens=True),
    _rule(Kind.ADDRESS, _MODEL_NEEDS, rf"\b(?:attention|note|message|instructions?|notice|reminder|memo)\b.{{0,12}}\b(?:to|for|all|any)\b.{{0,20}}\b{_MODEL}\b"),
    _rule(Kind.ADDRESS, _MODEL_NEEDS, rf"(?:dear|attention|hey|hello|listen|hi),? (?:the |any |all )?{_MODEL}\b", opens=True),
    _rule(Kind.ADDRESS, _MODEL_NEEDS, rf"\b(?:if|since|as) you(?: are|['’]re) an? {_MODEL}\b"),
    _rule(Kind.ADDRESS, "ing this|s this", rf"\b(?:{_MODEL}|model|assistant|system)s? (?:that is |who is |which is |that |who )?(?:reading|processing|reads|processes|analy[sz]ing|summari[sz]ing|parsing) this\b"),
    _rule(Kind.ADDRESS, " mode", r"\b(?:enter|enable|activate|switch (?:in)?to|you are (?:now )?in) (?:developer|debug|dan|jailbreak|maintenance|admin|god) mode\b"),
    _rule(Kind.ADDRESS, "you are n", r"\byou are (?:now (?:dan\b|free|unrestricted|unbound)|no longer (?:an? )?(?:ai|assistant|biographer|model|bound))"),
    _rule(Kind.MARKUP, "<|[", r"<\|[a-z_]{2,20}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|instructions?|prompt|assistant|tool_call|function_calls?)>"),
    _rule(Kind.MARKUP, "system|developer", r"^[^\w\"'{]*(?:system|developer)(?: (?:message|prompt|note|override|instructions?))?[\]*)]* ?[:>]"),
    _rule(Kind.MARKUP, "##", r"^#{2,} ?(?:system|instructions?|response|assistant|user|task)\b ?:?\s*$"),
    _rule(Kind.MARKUP, "begin-|end-", r"\b(?:BEGIN|END)-[0-9a-f]{8,}"),
    _rule(Kind.MARKUP, "data|document|material|input|context|text", r"^[\W_]{2,}(?:end|begin(?:ning)?|start) (?:of )?(?:the )?(?:\w+ )?(?:data|document|material|input|context|text)\b[\W_]*$"),
)  # fmt: skip
_OTHER_LANGUAGES = (
    # German, Dutch
    _rule(Kind.OVERRIDE, "ignorier|vergiss|vergess|missacht", r"(?:ignorier\w*|vergiss|vergesst|vergessen sie|missacht\w*)\b.{0,40}(?:anweisung|instruktion|vorgabe|regel|befehl|prompt)", opens=True),
    _rule(Kind.DISCLOSE, "prompt|anweis|systemnach|instruktion", r"(?:gib|gebt|zeig\w*|wiederhol\w*|verrat\w*|druck\w*|nenn\w*)\b.{0,40}(?:system-?prompt|anweisung|systemnachricht|instruktion)", opens=True),
    _rule(Kind.STEER, "name|alter|profil|behaupt|angabe|feld|einstuf|eigensch|persona", r"(?:setze?|änder\w*|füge?|ersetze?|stuf\w*)\b.{0,60}\b(?:name\w*|alter|profil|behauptung|angabe|feld|einstufung|eigenschaft|persona)", opens=True),
    _rule(Kind.OVERRIDE, "negeer|vergeet", r"(?:negeer|vergeet)\b.{0,40}(?:instructies|opdrachten|regels|aanwijzingen)", opens=True),
    _rule(Kind.DISCLOSE, "prompt|instructies", r"(?:toon|herhaal|geef|onthul)\b.{0,40}(?:systeemprompt|instructies)", opens=True),
    _rule(Kind.STEER, "naam|leeftijd|profiel|bewering|veld|beoordel|eigensch", r"(?:zet|verander|voeg)\b.{0,60}\b(?:naam|leeftijd|profiel|bewering|veld|beoordeling|eigenschap)", opens=True),
    # Spanish, Portuguese, Italian
    _rule(Kind.OVERRIDE, "ignor|olvid|omiso|esque|dimentic", r"(?:ignor[ae]\w*|olvid[ae]\w*|haz caso omiso|esque[çc]\w*|dimentica\w*)\b.{0,40}(?:instruc|instruç|istruzion|órdenes|ordens|ordini|regl|regras|regol|indicacion)", opens=True),
    _rule(Kind.DISCLOSE, "instruc|instruç|istruz|prompt|mensaje", r"(?:muestr\w*|repit\w*|revel\w*|imprim\w*|mostr\w*|ripet\w*|rivel\w*|stampa)\b.{0,40}(?:instruc|instruç|istruzion|prompt|mensaje del sistema)", opens=True),
    _rule(Kind.STEER, "nom|edad|perfil|afirma|campo|clasif|dato|rasgo|idade|classif|età|profilo|afferma|tratto", r"(?:cambi[ae]\w*|pon|establece|añad\w*|agreg\w*|mud[ae]|defin\w*|adicion\w*|imposta|aggiung\w*)\b.{0,60}\b(?:nombre|edad|perfil|afirmaci|campo|clasificaci|dato|rasgo|nome|idade|afirmaç|classificaç|età|profilo|affermazion|tratto)", opens=True),
    # French
    _rule(Kind.OVERRIDE, "ignore|oubli|compte", r"(?:ignore[zr]?|oublie[zr]?|ne ti(?:ens|enne[zr]?) pas compte)\b.{0,40}(?:instructions|consignes|directives|règles)", opens=True),
    _rule(Kind.DISCLOSE, "instructions|consignes|prompt|invite", r"(?:affich\w*|répèt\w*|révèl\w*|montr\w*|imprim\w*)\b.{0,40}(?:instructions|consignes|prompt|invite)", opens=True),
    _rule(Kind.STEER, "nom|âge|profil|affirm|champ|classif|donnée|trait", r"(?:change|mets|mettez|remplace|ajoute|définis)\w*\b.{0,60}\b(?:nom|âge|profil|affirmation|champ|classification|donnée|trait)\b", opens=True),
    # Russian, Chinese, Japanese
    _rule(Kind.OVERRIDE, "игнор|забуд|обращай", r"(?:игнорируй\w*|забудь\w*|не обращай\w* внимания)\b.{0,40}(?:инструкци|указани|правил|команд)"),
    _rule(Kind.DISCLOSE, "инструкц|промпт|системн", r"(?:выведи|покажи|повтори|раскрой|напечатай)\w*\b.{0,40}(?:инструкци|промпт|системн)"),
    _rule(Kind.STEER, "имя|возраст|профил|утвержд|поле|рейтинг|черт", r"(?:установи|измени|добавь|поставь|замени)\w*\b.{0,60}(?:имя|возраст|профил|утверждени|поле|рейтинг|черт)"),
    _rule(Kind.OVERRIDE, "忽略|无视|忘|理会|無視", r"(?:忽略|无视|忘记|忘掉|不要理会|無視).{0,15}(?:指令|指示|提示|规则|命令|ルール)"),
    _rule(Kind.DISCLOSE, "提示|指令|プロンプト|指示", r"(?:输出|重复|显示|打印|透露|說出|说出).{0,15}(?:系统提示|指令|提示词)|(?:システムプロンプト|指示).{0,10}(?:表示|繰り返|出力|教え)"),
    _rule(Kind.STEER, "名字|姓名|年龄|声明|字段|评级|资料|特点|名前|年齢|評価|プロフィール|特徴", r"(?:设置|设为|改为|更改|添加|增加|把).{0,20}(?:名字|姓名|年龄|声明|字段|评级|资料|特点)|(?:名前|年齢|評価|プロフィール|特徴).{0,20}(?:変更|設定|追加)"),
    _rule(Kind.OVERRIDE, "無視|忘れ", r"(?:これまで|以前|前|上記|すべて)の.{0,10}(?:指示|命令|ルール).{0,6}(?:無視|忘れ)"),
)  # fmt: skip
RULES = (*_ENGLISH, *_OTHER_LANGUAGES)

BEGINNING = re.compile(
    r"^[\W_\d]*(?:(?:please|now|then|also|and|next|first|second|finally|instead|therefore|so|bitte|jetzt|und|por favor|ahora|s['’]il (?:te|vous) pla[iî]t|"
    r"per favore|[\w ]{1,30}:)[\W_]+){0,4}$",
    re.IGNORECASE,
)
"""What may stand before the verb of an order."""

TOLD = re.compile(
    r"\b(?:I|we|they|she|he|who|people|it|everyone|nobody|students?|children)\b(?:['’]\w+)?(?: \w+){0,3} ?$"
    r"|\b(?:told|asked|tells|asks|tell|ask|wants?|wanted|learn\w*|tr(?:y|ied|ies)|refused?|decided?|chose|advised?|how|never|not|n['’]t|cannot)\b.{0,30}$",
    re.IGNORECASE,
)
"""Before the verb: somebody is told of, or the order is denied; then it is a story, not an order."""

FOLLOWING_ORDER = re.compile(
    r"^[\W_\d]*(?:(?:please|now|then|also|and|instead|so)[\W_]+){0,2}(?:add|set|output|write|print|say|state|include|mark|rate|describe|change|replace|use|"
    r"respond|answer|reply|return|list|drop|leave|remove|forget|ignore|give|make|put|call|insert|append|claim|quote|decode|follow|obey|do|pretend|"
    r"act|translate|repeat|show|reveal|tell|treat|never|begin|start|skip|omit|field|value)\b",
    re.IGNORECASE,
)
"""An order that goes on from the sentence before."""
