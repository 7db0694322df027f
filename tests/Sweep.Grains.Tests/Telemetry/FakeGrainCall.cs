using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Sweep.Grains.Tests.Telemetry;

/// <summary>A call of which only the request's interface and its going on are asked for.</summary>
public class FakeGrainCall : DispatchProxy
{
    private Type _grain = typeof(object);

    /// <summary>How often it went on.</summary>
    public int Invoked { get; private set; }

    /// <summary>One to a grain of that interface.</summary>
    public static T To<T>(Type grain)
        where T : class
    {
        var call = Create<T, FakeGrainCall>();
        ((FakeGrainCall)(object)call)._grain = grain;
        return call;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod!.Name)
        {
            case "get_Request":
                return To<IInvokable>(_grain);
            case nameof(IInvokable.GetInterfaceType):
                return _grain;
            default:
                Invoked++;
                return Task.CompletedTask;
        }
    }
}
