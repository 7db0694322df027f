using System.Collections.Concurrent;
using System.Reflection;
using Sweep.Storage;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>A store in front of another that notes what it is asked.</summary>
public class RecordingStore : DispatchProxy
{
    private readonly ConcurrentQueue<string> _asked = new();
    private ISweepStore? _inner;

    /// <summary>The names of what was asked of a store from <see cref="Around"/>.</summary>
    public static IReadOnlyCollection<string> AskedOf(ISweepStore store) => ((RecordingStore)(object)store)._asked;

    public static ISweepStore Around(ISweepStore inner)
    {
        var store = Create<ISweepStore, RecordingStore>();
        ((RecordingStore)(object)store)._inner = inner;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        _asked.Enqueue(targetMethod.Name);
        return targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
