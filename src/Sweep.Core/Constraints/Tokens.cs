using System.Text;

namespace Sweep.Core.Constraints;

/// <summary>Cuts an expression's text into pieces.</summary>
internal static class Tokens
{
    private static readonly string[] Keywords = ["and", "or", "not", "in", "true", "false"];

    // Longer ones first.
    private static readonly string[] Signs = ["==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", ","];

    /// <summary>All pieces, the last of them an end.</summary>
    /// <exception cref="ConstraintException">The text has something that is no piece.</exception>
    public static List<Token> Of(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] is ' ' or '\t' or '\r' or '\n')
            {
                at++;
                continue;
            }

            var token = Next(text, at, out var end);
            tokens.Add(token);
            at = end;
        }

        tokens.Add(new Token(TokenKind.End, "", text.Length));
        return tokens;
    }

    public static bool IsKeyword(string word) => Keywords.Contains(word);

    public static bool IsWordStart(char letter) => char.IsAsciiLetter(letter) || letter == '_';

    public static bool IsWordPart(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.';

    private static Token Next(string text, int at, out int end)
    {
        var letter = text[at];
        if (letter is '\'' or '"')
            return Quoted(text, at, out end);
        if (letter == '`')
            return InBackticks(text, at, out end);
        if (char.IsAsciiDigit(letter) || (letter == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            return Number(text, at, out end);
        if (IsWordStart(letter))
        {
            end = at;
            while (end < text.Length && IsWordPart(text[end]))
                end++;
            var word = text[at..end];
            return new Token(IsKeyword(word) ? TokenKind.Sign : TokenKind.Name, word, at);
        }

        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(text, at, sign, 0, sign.Length) != 0)
                continue;
            end = at + sign.Length;
            return new Token(TokenKind.Sign, sign, at);
        }

        var (meant, remedy) = letter switch
        {
            '=' => ("=", "write == to compare"),
            '&' => ("&", "write and"),
            '|' => ("|", "write or"),
            '!' => ("!", "write not"),
            _ => (Rune.TryGetRuneAt(text, at, out var rune) ? rune.ToString() : "?", "write parameters, numbers, texts in quotes, + - * / %, == != < <= > >=, in, and, or, not"),
        };
        throw new ConstraintException(at, $"has {meant}, which means nothing here", remedy);
    }

    // A quote within is written twice.
    private static Token Quoted(string text, int at, out int end)
    {
        var quote = text[at];
        var content = new StringBuilder();
        for (end = at + 1; end < text.Length; end++)
        {
            if (text[end] != quote)
            {
                content.Append(text[end]);
            }
            else if (end + 1 < text.Length && text[end + 1] == quote)
            {
                content.Append(quote);
                end++;
            }
            else
            {
                end++;
                return new Token(TokenKind.Text, content.ToString(), at);
            }
        }

        throw new ConstraintException(at, "has a text without its closing quote", $"end it with {quote}");
    }

    private static Token InBackticks(string text, int at, out int end)
    {
        var close = text.IndexOf('`', at + 1);
        if (close < 0)
            throw new ConstraintException(at, "has a name without its closing backtick", "end it with `");
        end = close + 1;
        return new Token(TokenKind.Name, text[(at + 1)..close], at);
    }

    private static Token Number(string text, int at, out int end)
    {
        end = at;
        while (end < text.Length && (IsWordPart(text[end]) || (text[end] is '+' or '-' && text[end - 1] is 'e' or 'E' && IsPower(text, at, end))))
            end++;
        return new Token(TokenKind.Number, text[at..end], at);
    }

    // The sign of an exponent, where digits or points alone stand before the e; a slash is no part of a number.
    private static bool IsPower(string text, int start, int sign) =>
        sign + 1 < text.Length && char.IsAsciiDigit(text[sign + 1]) && !text.AsSpan(start, sign - 1 - start).ContainsAnyExceptInRange('.', '9');
}
