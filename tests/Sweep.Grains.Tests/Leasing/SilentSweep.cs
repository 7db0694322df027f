using System.Reflection;
using Sweep.Grains.Contracts;

namespace Sweep.Grains.Tests.Leasing;

/// <summary>The grain of a sweep whose calls all fail in the same way.</summary>
public class SilentSweep : DispatchProxy
{
    private static readonly MethodInfo FailedOf = typeof(Task).GetMethods()
        .Single(method => method is { Name: nameof(Task.FromException), IsGenericMethod: true });

    private Exception _failure = new TimeoutException();

    public static ISweepGrain Of(Exception failure)
    {
        var grain = Create<ISweepGrain, SilentSweep>();
        ((SilentSweep)(object)grain)._failure = failure;
        return grain;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.ReturnType.GenericTypeArguments is [var result]
            ? FailedOf.MakeGenericMethod(result).Invoke(null, [_failure])
            : Task.FromException(_failure);
}
