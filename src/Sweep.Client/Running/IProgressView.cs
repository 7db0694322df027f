using Sweep.Grains.Contracts;

namespace Sweep.Client.Running;

/// <summary>Shows people how a sweep goes on.</summary>
internal interface IProgressView
{
    /// <summary>Shows what <paramref name="follow"/> reports, until it ends.</summary>
    Task ShowAsync(Func<Action<SweepProgress>, Task> follow);
}
