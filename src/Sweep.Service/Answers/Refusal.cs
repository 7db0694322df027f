using Sweep.Core.Texts;

namespace Sweep.Service.Answers;

/// <summary>Why something is not done, and what to do about it; nothing was changed.</summary>
/// <param name="Problems">All that is wrong, at least one.</param>
public sealed record Refusal(RefusalKind Kind, params IReadOnlyList<Problem> Problems)
{
    /// <summary>Lines that go with the last of them, such as the candidates of an ambiguous id.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>All of it in lines for people.</summary>
    public IReadOnlyList<string> Messages => [.. Problems.Select(problem => problem.ToString()), .. Details];

    /// <summary>The same, of something that was written elsewhere.</summary>
    public Refusal At(string place) => this with { Problems = [.. Problems.Select(problem => problem with { Place = place })] };

    public override string ToString() => string.Join('\n', Messages);
}
