namespace Sweep.Core.Constraints;

/// <summary>What a piece of an expression's text is.</summary>
internal enum TokenKind
{
    Number,
    Text,
    Name,

    /// <summary>An operator, a parenthesis, a bracket, a comma, or a word with a meaning.</summary>
    Sign,

    End,
}
