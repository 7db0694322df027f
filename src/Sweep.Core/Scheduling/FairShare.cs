namespace Sweep.Core.Scheduling;

/// <summary>
/// Stride scheduling (Waldspurger and Weihl 1995): whoever has had the least service for its weight is next. A sweep that had
/// nothing to do gets no credit for that time. Not safe for use by several threads at once.
/// </summary>
public sealed class FairShare
{
    private readonly Dictionary<Guid, Member> _members = [];
    private double _now;

    public int Count => _members.Count;

    /// <summary>The member whose turn it is, of those that are ready; null where none is.</summary>
    public Guid? Next
    {
        get
        {
            Member? first = null;
            foreach (var member in _members.Values)
                if (member.IsReady && (first is null || member.Pass < first.Pass || (member.Pass.Equals(first.Pass) && member.Id.CompareTo(first.Id) < 0)))
                    first = member;
            return first?.Id;
        }
    }

    /// <param name="weight">Greater than 0.</param>
    public void Join(Guid id, double weight)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        _members[id] = new Member(id, weight) { Pass = _now };
    }

    public void Leave(Guid id) => _members.Remove(id);

    /// <summary>Whether the member has work to start; false where that was said already.</summary>
    public bool SetReady(Guid id, bool ready)
    {
        if (!_members.TryGetValue(id, out var member) || member.IsReady == ready)
            return false;
        if (ready)
            member.Pass = Math.Max(member.Pass, _now);
        member.IsReady = ready;
        return true;
    }

    /// <summary>Service that the member gets, or (less than 0) was said to get and did not.</summary>
    public void Charge(Guid id, double seconds)
    {
        if (!_members.TryGetValue(id, out var member))
            return;
        if (seconds > 0)
            _now = Math.Max(_now, member.Pass);
        member.Pass += seconds / member.Weight;
    }

    /// <summary>The member's part of all weights, 0 to 1.</summary>
    public double PortionOf(Guid id) =>
        _members.TryGetValue(id, out var member) ? member.Weight / _members.Values.Sum(other => other.Weight) : 1;

    private sealed class Member(Guid id, double weight)
    {
        public Guid Id { get; } = id;

        public double Weight { get; } = weight;

        public double Pass { get; set; }

        public bool IsReady { get; set; }
    }
}
