using System.Reflection;
using Sweep.Storage;

namespace Sweep.Client.Tests.Reports;

/// <summary>A store in front of another that notes which curves are read.</summary>
public class RecordingStore : DispatchProxy
{
    private ISweepStore? _inner;

    /// <summary>The numbers of each reading of curves; null where all were asked for.</summary>
    public IList<IReadOnlyCollection<long>?> CurvesRead { get; } = [];

    public static ISweepStore Around(ISweepStore inner)
    {
        var store = Create<ISweepStore, RecordingStore>();
        ((RecordingStore)(object)store)._inner = inner;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (targetMethod.Name == nameof(ISweepStore.ReadCurvesAsync))
            CurvesRead.Add((IReadOnlyCollection<long>?)args![1]);
        return targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
