using Xunit.v3;

namespace Sweep.SystemTests;

/// <summary>
/// Marks tests that <c>./test.sh --long</c> runs and the everyday run leaves out: they make images, build an earlier commit, or run CONTRIBUTING's commands.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LongAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Run", "long")];
}
