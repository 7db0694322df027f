namespace Sweep.Core.Specs.Reading;

/// <summary>A sweep as a spec names it, to begin with its results.</summary>
/// <param name="Text">Its id, the start of it, or its name.</param>
/// <param name="Path">Where it stands: "history[0]".</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based, in UTF-16 units.</param>
public sealed record HistoryName(string Text, string Path, int Line, int Column)
{
    /// <summary>What is wrong with it.</summary>
    public SpecError Wrong(string rule, string remedy) => new(Path, Line, Column, Shown.Of(Text), rule, remedy);
}
