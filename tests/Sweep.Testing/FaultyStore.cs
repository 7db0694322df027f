using System.Reflection;
using Sweep.Storage;

namespace Sweep.Testing;

/// <summary>A store in front of another that fails commits as told.</summary>
public class FaultyStore : DispatchProxy
{
    private ISweepStore? _inner;
    private Func<Func<Task<IReadOnlyList<CommitOutcome>>>, Task<IReadOnlyList<CommitOutcome>>>? _onCommit;

    /// <param name="inner">The real store.</param>
    /// <param name="onCommit">Is given the real commit, to call it or not, before or after failing.</param>
    public static ISweepStore Around(
        ISweepStore inner, Func<Func<Task<IReadOnlyList<CommitOutcome>>>, Task<IReadOnlyList<CommitOutcome>>> onCommit)
    {
        var store = Create<ISweepStore, FaultyStore>();
        var faulty = (FaultyStore)(object)store;
        faulty._inner = inner;
        faulty._onCommit = onCommit;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        object? Call() => targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
        return targetMethod.Name == nameof(ISweepStore.CommitAsync)
            ? _onCommit!(() => (Task<IReadOnlyList<CommitOutcome>>)Call()!)
            : Call();
    }
}
