using Sweep.Core.Texts;

namespace Sweep.Web.Keys;

/// <summary>The server would be open to other machines without asking who is there, and does not start.</summary>
public sealed class UnsafeAddressException(Problem problem) : Exception(problem?.ToString())
{
    public Problem Problem { get; } = problem!;
}
