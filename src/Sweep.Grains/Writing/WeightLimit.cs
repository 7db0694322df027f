namespace Sweep.Grains.Writing;

/// <summary>
/// Lets weight in while less than a limit is inside, so that what waits is bounded by the limit and one more; a single thing
/// heavier than the limit still gets in alone.
/// </summary>
internal sealed class WeightLimit(long limit)
{
    private readonly Queue<(long Weight, TaskCompletionSource Entered)> _waiting = new();
    private readonly Lock _gate = new();
    private long _inside;

    public Task EnterAsync(long weight)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 && _inside < limit)
            {
                _inside += weight;
                return Task.CompletedTask;
            }

            var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((weight, entered));
            return entered.Task;
        }
    }

    public void Leave(long weight)
    {
        lock (_gate)
        {
            _inside -= weight;
            while (_inside < limit && _waiting.TryDequeue(out var next))
            {
                _inside += next.Weight;
                next.Entered.SetResult();
            }
        }
    }
}
