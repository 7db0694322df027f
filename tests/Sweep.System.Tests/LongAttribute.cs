using Xunit.v3;

namespace Sweep.SystemTests;

/// <summary>Marks tests that <c>./test.sh --long</c> runs and the everyday run leaves out: they make images, or build an earlier commit.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LongAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Run", "long")];
}
