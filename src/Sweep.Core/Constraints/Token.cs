namespace Sweep.Core.Constraints;

/// <summary>A piece of an expression's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says: of a text without its quotes.</param>
/// <param name="At">0-based place.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At);
