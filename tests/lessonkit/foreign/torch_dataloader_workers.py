"""A training loop whose batches come from worker processes."""

import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset, get_worker_info


class Squares(Dataset):
    """x and x squared, and which worker fetched it."""

    def __len__(self):
        return 12

    def __getitem__(self, index):
        x = torch.tensor([index / 12])
        return x, x**2, get_worker_info().id


if __name__ == "__main__":
    torch.manual_seed(0)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = nn.Sequential(nn.Linear(1, 8), nn.Tanh(), nn.Linear(8, 1)).to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    loader = DataLoader(Squares(), batch_size=4, num_workers=2, persistent_workers=True)
    for epoch in range(2):
        workers = set()
        for x, y, worker in loader:
            loss = nn.functional.mse_loss(model(x.to(device)), y.to(device))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            workers.update(worker.tolist())
        print(f"epoch {epoch}: loss {loss.item():.4f}, workers {sorted(workers)}")
    torch.save(model.state_dict(), "model.pt")
    again = torch.load("model.pt", weights_only=True)
    print(list(again), torch.get_num_threads())
