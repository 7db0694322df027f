using System.Collections.Immutable;
using System.Globalization;

namespace Sweep.Core.Constraints;

/// <summary>
/// Reads expressions, by recursive descent. Weakest first: <c>or</c>, <c>and</c>, <c>not</c>, a comparison or <c>in [..]</c>, <c>+ -</c>, <c>* / %</c>, a
/// minus before an operand.
/// </summary>
internal sealed class ExpressionReader
{
    /// <summary>Characters of an expression.</summary>
    public const int MostCharacters = 1_000;

    /// <summary>Parentheses and signs within each other.</summary>
    public const int MostDepth = 50;

    private readonly List<Token> _tokens;
    private int _next;
    private int _depth;

    private ExpressionReader(List<Token> tokens) => _tokens = tokens;

    private Token Next => _tokens[_next];

    /// <exception cref="ConstraintException">The text is no expression.</exception>
    public static Expression Read(string text)
    {
        if (text.Length > MostCharacters)
            throw new ConstraintException(MostCharacters, $"has more than {MostCharacters} characters", "write several constraints: all of them must hold");
        var reader = new ExpressionReader(Tokens.Of(text));
        var read = reader.ReadWhole(1);
        return reader.Next.Kind == TokenKind.End ? read : throw reader.Unexpected("an operator or the end");
    }

    // Everything at least as strong.
    private Expression ReadWhole(int strength)
    {
        if (strength == Operators.Not && Next is { Kind: TokenKind.Sign, Text: "not", At: var at })
        {
            _next++;
            return Deeper(() => new Expression.Not(ReadWhole(Operators.Not)) { At = at });
        }

        if (strength == Operators.Sign)
            return ReadSigned();
        var left = ReadWhole(strength + 1);
        if (strength == Operators.Comparison)
            return ReadComparison(left);
        while (Next.Kind == TokenKind.Sign && Operators.Find(Next.Text, strength) is { } found)
        {
            var place = Next.At;
            _next++;
            left = new Expression.Binary(found, left, ReadWhole(strength + 1)) { At = place };
        }

        return left;
    }

    private Expression ReadComparison(Expression left)
    {
        var compared = left;
        for (var count = 0; Next.Kind == TokenKind.Sign; count++)
        {
            var (text, at) = (Next.Text, Next.At);
            var found = Operators.Find(text, Operators.Comparison);
            if (found is null && text != "in")
                break;
            if (count > 0)
                throw new ConstraintException(at, "compares what is a comparison already", "write a < b and b < c, or use parentheses");
            _next++;
            compared = found is { } comparison
                ? new Expression.Binary(comparison, left, ReadWhole(Operators.Comparison + 1)) { At = at }
                : new Expression.In(left, ReadList()) { At = at };
        }

        return compared;
    }

    private ImmutableArray<Expression> ReadList()
    {
        Take("[", "a list such as [1, 2]");
        var items = ImmutableArray.CreateBuilder<Expression>();
        do
            items.Add(ReadWhole(Operators.Comparison + 1));
        while (Has(","));
        Take("]", "a comma or ]");
        return items.ToImmutable();
    }

    private Expression ReadSigned()
    {
        var at = Next.At;
        return Has("-") ? Deeper(() => new Expression.Negative(ReadSigned()) { At = at }) : ReadAtom();
    }

    private Expression ReadAtom()
    {
        var (kind, text, at) = Next;
        switch (kind)
        {
            case TokenKind.Number:
                _next++;
                return new Expression.Number(NumberOf(text, at)) { At = at };
            case TokenKind.Text:
                _next++;
                return new Expression.Text(text) { At = at };
            case TokenKind.Name:
                _next++;
                return new Expression.Parameter(text) { At = at };
            case TokenKind.Sign when text is "true" or "false":
                _next++;
                return new Expression.Truth(text == "true") { At = at };
            case TokenKind.Sign when text == "(":
                _next++;
                var within = Deeper(() => ReadWhole(1));
                Take(")", "an operator or )");
                return within;
            default:
                throw Unexpected("a parameter, a number, a text in quotes, true, false or (");
        }
    }

    // Digits with a point and an exponent, as specs write decimals; no library reads more of it on another machine.
    private static double NumberOf(string text, int at)
    {
        const NumberStyles Decimal = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var value))
            throw new ConstraintException(at, $"has {text}, which is no number", "write a number such as 0.5 or 1e-3; a name that begins with a digit stands in backticks");
        return double.IsFinite(value) ? value : throw new ConstraintException(at, $"has {text}, which is too large for a 64-bit floating-point number", "write a smaller one");
    }

    private Expression Deeper(Func<Expression> read)
    {
        if (++_depth > MostDepth)
            throw new ConstraintException(Next.At, $"is nested deeper than {MostDepth}", "write several constraints: all of them must hold");
        var result = read();
        _depth--;
        return result;
    }

    private bool Has(string sign)
    {
        if (Next.Kind != TokenKind.Sign || Next.Text != sign)
            return false;
        _next++;
        return true;
    }

    private void Take(string sign, string expected)
    {
        if (!Has(sign))
            throw Unexpected(expected);
    }

    private ConstraintException Unexpected(string expected) => new(
        Next.At,
        Next.Kind switch
        {
            TokenKind.End => "ends too early",
            TokenKind.Text => $"has the text {ExpressionText.Quoted(Next.Text)} out of place",
            _ => $"has {Next.Text} out of place",
        },
        $"expected {expected}");
}
